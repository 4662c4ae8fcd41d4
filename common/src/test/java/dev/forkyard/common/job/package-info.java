/**
 * The contract that every job type has to keep, as a test to extend. Read {@link
 * dev.forkyard.common.job.JobTypeContract} first.
 */
@NullMarked
package dev.forkyard.common.job;

import org.jspecify.annotations.NullMarked;
