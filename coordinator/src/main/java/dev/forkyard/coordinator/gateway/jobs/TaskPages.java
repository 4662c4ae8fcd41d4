package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.watch.FailedAttempt;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.RunningTask;
import dev.forkyard.proto.v1.ListTasksResponse;
import dev.forkyard.proto.v1.Task;
import dev.forkyard.proto.v1.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of a job's tasks: what runs, and then what failed. Thread-safe. A page is a look at that
 * moment: between two pages tasks may end and fail.
 */
final class TaskPages {
    /** A page ends before it, so that no message goes above the 1 MiB that all may have. */
    private static final int PAGE_BYTES_MAX = 1_000_000;

    private static final int NEWEST_MAX = 10;

    /** With the largest result and input that a job can have, 600 KB, within 1 MiB. */
    private static final int NEWEST_BYTES_MAX = 192 * 1024;

    private static final int SHORT_TEXT_CHARS = 4 * 1024;

    /** {@code r12.1}: running tasks behind that attempt; {@code f7}: failures before number 7. */
    private static final Pattern TOKEN =
            Pattern.compile("r([0-9]{1,18})\\.([0-9]{1,9})|f([0-9]{1,18})");

    private final JobBoard board;

    TaskPages(JobBoard board) {
        this.board = board;
    }

    /**
     * A page.
     *
     * @param token of the page before, empty for the first
     * @throws InvalidRequestException as INVALID_OPTION if the token is none of ours
     */
    ListTasksResponse page(JobId job, int size, String token) {
        Matcher place = TOKEN.matcher(token);
        if (!token.isEmpty() && !place.matches()) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_OPTION,
                    "page_token",
                    "page_token is not one that ListTasks returned");
        }
        boolean first = token.isEmpty();
        Page page = new Page(size);
        if (first || place.group(1) != null) {
            long task = first ? 0 : Long.parseLong(place.group(1));
            int attempt = first ? 0 : Integer.parseInt(place.group(2));
            addRunning(page, job, task, attempt);
        }
        if (!page.full) {
            long before =
                    first || place.group(3) == null
                            ? Long.MAX_VALUE
                            : Long.parseLong(place.group(3));
            addFailed(page, job, before);
        }
        return page.response.setNextPageToken(page.full ? page.next : "").build();
    }

    /** The newest failures of a job with as much of their texts as there is room. */
    List<TaskFailure> newest(JobId job) {
        List<TaskFailure> newest = new ArrayList<>();
        long bytes = 0;
        for (FailedAttempt failed : board.failures().newest(job, Long.MAX_VALUE, NEWEST_MAX)) {
            TaskFailure whole = FailureMessages.failure(failed, FailureMessages.TEXT_CHARS_MAX);
            boolean fits = bytes + whole.getSerializedSize() <= NEWEST_BYTES_MAX;
            TaskFailure shown = fits ? whole : FailureMessages.failure(failed, SHORT_TEXT_CHARS);
            bytes += shown.getSerializedSize();
            newest.add(shown);
        }
        return newest;
    }

    private void addRunning(Page page, JobId job, long afterTask, int afterAttempt) {
        for (RunningTask task : board.running().of(job)) {
            long number = task.attempt().task().number();
            int attempt = task.attempt().number();
            if (number > afterTask || (number == afterTask && attempt > afterAttempt)) {
                page.add(FailureMessages.task(task), "r" + number + "." + attempt);
            }
        }
    }

    private void addFailed(Page page, JobId job, long before) {
        for (FailedAttempt failed : board.failures().newest(job, before, page.size + 1)) {
            page.add(FailureMessages.task(failed), "f" + failed.sequence());
            if (page.full) {
                return; // Each may have large texts, and this is the loop's thread.
            }
        }
    }

    /** A page that is being filled; once something did not fit, nothing more is taken. */
    private static final class Page {
        final ListTasksResponse.Builder response = ListTasksResponse.newBuilder();
        final int size;
        String next = "";
        boolean full;
        private long bytes;

        Page(int size) {
            this.size = size;
        }

        /**
         * @param place the token with which the next page starts behind this task
         */
        void add(Task task, String place) {
            int length = task.getSerializedSize();
            boolean fits = response.getTasksCount() < size && bytes + length <= PAGE_BYTES_MAX;
            if (full || (!fits && response.getTasksCount() > 0)) {
                full = true;
                return;
            }
            response.addTasks(task);
            bytes += length;
            next = place;
        }
    }
}
