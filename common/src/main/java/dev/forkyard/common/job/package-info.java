/**
 * What a kind of work brings: the interfaces that a job type implements, and the values that pass
 * through them. Implementers live in {@code jobs/}; the coordinator calls planner and gatherer on
 * its own plan and gather threads, the worker calls the task function on its slot thread. Read
 * {@link dev.forkyard.common.job.JobType} first.
 */
@NullMarked
package dev.forkyard.common.job;

import org.jspecify.annotations.NullMarked;
