package dev.forkyard.worker.execute;

import dev.forkyard.common.job.TaskResult;

/** How an attempt ended. Immutable by contract, as the payload is. */
public sealed interface AttemptOutcome {
    /** Calls the method of {@code reader} that is made for this outcome. */
    <R> R read(Reader<R> reader);

    /** One method for each outcome, so that a new one does not compile until it is handled. */
    interface Reader<R> {
        /** It has a result. */
        R succeeded(Succeeded outcome);

        /** It ended by an exception. */
        R threw(Threw outcome);

        /** It was told to stop. */
        R cancelled(Cancelled outcome);
    }

    /**
     * It has a result for its part or a prefix of it.
     *
     * @param result the payload and the first number that it does not cover
     */
    record Succeeded(TaskResult result) implements AttemptOutcome {
        @Override
        public <R> R read(Reader<R> reader) {
            return reader.succeeded(this);
        }
    }

    /**
     * It ended by an exception, or by a result that no task may return.
     *
     * @param className the exception's class
     * @param message its message, at most 4 KiB of UTF-8, empty if it has none
     * @param stack its stack trace with its causes, at most 32 KiB of UTF-8
     */
    record Threw(String className, String message, String stack) implements AttemptOutcome {
        @Override
        public <R> R read(Reader<R> reader) {
            return reader.threw(this);
        }
    }

    /** It was told to stop, before or while it ran; what it returned is dropped. */
    record Cancelled() implements AttemptOutcome {
        @Override
        public <R> R read(Reader<R> reader) {
            return reader.cancelled(this);
        }
    }
}
