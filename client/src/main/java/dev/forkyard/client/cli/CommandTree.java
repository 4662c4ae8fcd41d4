package dev.forkyard.client.cli;

import dev.forkyard.client.cli.captcha.BatchAction;
import dev.forkyard.client.cli.captcha.CaptchaActions;
import dev.forkyard.client.cli.chaos.ChaosWords;
import dev.forkyard.client.cli.cluster.ClusterActions;
import dev.forkyard.client.cli.cluster.LogAction;
import dev.forkyard.client.cli.cluster.WorkerActions;
import dev.forkyard.client.cli.doctor.DoctorAction;
import dev.forkyard.client.cli.job.DirectAction;
import dev.forkyard.client.cli.job.FollowActions;
import dev.forkyard.client.cli.job.JobActions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.job.SubmitAction;
import dev.forkyard.client.cli.primes.CountWords;
import dev.forkyard.client.cli.primes.GapsWords;
import dev.forkyard.client.cli.primes.NthWords;
import dev.forkyard.client.cli.primes.SumWords;
import dev.forkyard.client.cli.primes.TestWords;
import dev.forkyard.client.cli.primes.TupletsWords;
import dev.forkyard.client.cli.primes.list.ListAction;
import dev.forkyard.client.cli.session.Action;
import dev.forkyard.client.cli.session.GlobalOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * All commands. Confined to one thread.
 *
 * <p>Only branches whose word is among the given ones are built: building all takes longer than
 * most commands need to run. Where no word fits, for help and for misspelled words, the branch is
 * built as a whole.
 */
final class CommandTree {
    private final Collection<String> words;

    private CommandTree(Collection<String> words) {
        this.words = words;
    }

    /** The branches that the words of a command line need. */
    static CommandLine of(GlobalOptions options, Collection<String> words) {
        return new CommandTree(words).root(options);
    }

    /** Everything. */
    static CommandLine whole() {
        return of(new GlobalOptions(), List.of());
    }

    private CommandLine root(GlobalOptions options) {
        Map<String, Supplier<CommandSpec>> children = new LinkedHashMap<>();
        children.put("primes", () -> primes(DirectAction::new, new ListAction()));
        children.put("captcha", this::captcha);
        children.put("jobs", this::jobs);
        children.put("workers", this::workers);
        children.put(
                "status",
                () -> leaf("Shows coordinator, queue and workers.", ClusterActions::status));
        children.put("cluster", this::cluster);
        children.put("doctor", () -> leaf("Checks machine and installation.", new DoctorAction()));
        children.put("completion", CommandTree::completion);
        CommandSpec root =
                group(
                        "Counts primes on a pool of processes; ranges are half-open: A..B lacks B.",
                        children);
        root.name("forkyard");
        root.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  forkyard primes count 1e9",
                        "  forkyard cluster start --workers 2",
                        "  forkyard jobs submit primes count 1..1e12",
                        "  forkyard jobs wait @last",
                        "",
                        "Exit codes: 0 succeeded, 1 failed, 2 wrong command or id, 3 no coordinator,",
                        "4 --timeout, 130 interrupted.");
        options.addTo(root);
        CommandLine line = new CommandLine(root);
        line.setUnmatchedOptionsArePositionalParams(true);
        line.setOverwrittenOptionsAllowed(true);
        line.setPosixClusteredShortOptionsAllowed(false);
        line.setExpandAtFiles(false);
        return line;
    }

    private CommandSpec primes(Function<JobWords, Action> action, Action list) {
        Map<String, Supplier<CommandSpec>> children = new LinkedHashMap<>();
        children.put("count", () -> direct(new CountWords(), action));
        children.put("nth", () -> direct(new NthWords(), action));
        children.put("sum", () -> direct(new SumWords(), action));
        children.put(
                "tuplets",
                () ->
                        direct(
                                new TupletsWords(),
                                words -> ListAction.tuplets(action.apply(words), list)));
        children.put("gaps", () -> direct(new GapsWords(), action));
        children.put("is-prime", () -> direct(new TestWords(), action));
        children.put("list", () -> leaf("Lists primes, one a line.", list, ListAction::describe));
        return group("Questions about primes.", children);
    }

    private CommandSpec captcha() {
        Map<String, Supplier<CommandSpec>> children = new LinkedHashMap<>();
        children.put(
                "generate",
                () ->
                        leaf(
                                "Makes one captcha and prints its token.",
                                CaptchaActions::generate,
                                CaptchaActions::describeGenerate));
        children.put(
                "batch",
                () ->
                        leaf(
                                "Makes many captchas in a folder.",
                                BatchAction::run,
                                BatchAction::describe));
        children.put(
                "verify",
                () ->
                        leaf(
                                "Tries an answer.",
                                CaptchaActions::verify,
                                CaptchaActions::describeVerify));
        return group("Captchas and their tokens.", children);
    }

    private CommandSpec jobs() {
        Map<String, Supplier<CommandSpec>> children = new LinkedHashMap<>();
        children.put(
                "submit",
                () ->
                        group(
                                "Submits what a direct command would run, and prints the job's id.",
                                submittable()));
        children.put(
                "list",
                () ->
                        leaf(
                                "Lists live and recently ended jobs, newest first.",
                                JobActions::list,
                                JobActions::describeList));
        children.put(
                "get",
                () -> leaf("Shows jobs as they stand.", JobActions::get, JobActions::describeGet));
        children.put(
                "watch", () -> ids("Shows jobs' progress until they end.", FollowActions::watch));
        children.put(
                "wait",
                () -> ids("Waits for jobs and prints their answers.", FollowActions::await));
        children.put("cancel", () -> ids("Cancels jobs.", JobActions::cancel));
        return group("Jobs that live on their own.", children);
    }

    private Map<String, Supplier<CommandSpec>> submittable() {
        Map<String, Supplier<CommandSpec>> children = new LinkedHashMap<>();
        children.put("primes", () -> primes(SubmitAction::new, ListAction.refusal()));
        children.put("chaos", () -> direct(new ChaosWords(), SubmitAction::new));
        return children;
    }

    private CommandSpec workers() {
        Map<String, Supplier<CommandSpec>> children = new LinkedHashMap<>();
        children.put("list", () -> leaf("Lists the live workers.", ClusterActions::workers));
        children.put(
                "kill",
                () ->
                        leaf(
                                "Kills workers now; their work is done again elsewhere.",
                                WorkerActions::kill,
                                WorkerActions::describeIds));
        children.put(
                "drain",
                () ->
                        leaf(
                                "Replaces workers once they have finished what they have in hand.",
                                WorkerActions::drain,
                                WorkerActions::describeIds));
        children.put(
                "resize",
                () ->
                        leaf(
                                "Changes how many workers there should be.",
                                WorkerActions::resize,
                                WorkerActions::describeResize));
        children.put(
                "logs",
                () -> leaf("Shows what a worker printed.", LogAction::run, LogAction::describe));
        return group("The worker processes.", children);
    }

    /** For help and completion only: the words after start and stop are the scripts'. */
    private CommandSpec cluster() {
        Map<String, Supplier<CommandSpec>> children = new LinkedHashMap<>();
        children.put("start", () -> script("start"));
        children.put("stop", () -> script("stop"));
        return group("Starts and stops a cluster on this machine.", children);
    }

    private static CommandSpec script(String verb) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .header("Runs scripts/" + verb + "-cluster.sh with all words that follow.");
        return spec;
    }

    private static CommandSpec completion() {
        return leaf(
                "Prints a script that completes commands: source <(forkyard completion bash)",
                new CompletionAction(),
                spec ->
                        spec.addPositional(
                                PositionalParamSpec.builder()
                                        .paramLabel("bash|zsh")
                                        .arity("0..*")
                                        .type(List.class)
                                        .auxiliaryTypes(String.class)
                                        .description("The shell")
                                        .build()));
    }

    private static CommandSpec direct(JobWords words, Function<JobWords, Action> action) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(action.apply(words));
        words.describe(spec);
        return spec;
    }

    private static CommandSpec ids(String header, Action action) {
        return leaf(header, action, JobActions::describeIds);
    }

    private static CommandSpec leaf(String header, Action action) {
        return leaf(header, action, spec -> {});
    }

    private static CommandSpec leaf(String header, Action action, Consumer<CommandSpec> words) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(action);
        spec.usageMessage().header(header);
        words.accept(spec);
        return spec;
    }

    private CommandSpec group(String header, Map<String, Supplier<CommandSpec>> children) {
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(new Group(List.copyOf(children.keySet())));
        spec.usageMessage().header(header).synopsisSubcommandLabel("COMMAND");
        boolean all = children.keySet().stream().noneMatch(words::contains);
        children.forEach(
                (name, child) -> {
                    if (all || words.contains(name)) {
                        spec.addSubcommand(name, new CommandLine(child.get()));
                    }
                });
        return spec;
    }

    /**
     * A command that is nothing without a subcommand.
     *
     * @param children the words that may follow, whether they are built or not
     */
    record Group(List<String> children) {}
}
