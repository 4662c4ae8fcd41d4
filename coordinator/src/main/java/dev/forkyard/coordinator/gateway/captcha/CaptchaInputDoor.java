package dev.forkyard.coordinator.gateway.captcha;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.jobs.captcha.CaptchaInput;
import dev.forkyard.jobs.captcha.CaptchaJob;
import dev.forkyard.proto.v1.GenerateCaptchasRequest;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;

/**
 * Shows the jobs that make captchas while they run. None can be submitted: what such a job returns
 * holds answers, which must leave this process's memory in no form but a token's.
 */
public final class CaptchaInputDoor implements JobInputDoor {
    /** Makes the door. */
    public CaptchaInputDoor() {}

    @Override
    public JobSpec.InputCase kind() {
        return JobSpec.InputCase.GENERATE_CAPTCHAS;
    }

    @Override
    public JobTypeId type() {
        return CaptchaJob.ID;
    }

    @Override
    public byte[] encode(JobSpec spec) {
        throw CaptchaRecipes.invalid(
                "spec.generate_captchas",
                "captchas are no job of their own; call CaptchaService.GenerateCaptchas");
    }

    @Override
    public void show(byte[] input, int mostItems, JobSpec.Builder spec) {
        CaptchaInput asked = CaptchaInput.decode(input);
        spec.setGenerateCaptchas(
                GenerateCaptchasRequest.newBuilder()
                        .setOptions(CaptchaRecipes.options(asked.recipe()))
                        .setCount(asked.count()));
    }

    /** Nothing: the answer of the job holds the answers of captchas. */
    @Override
    public void show(byte[] answer, JobResult.Builder result) {}
}
