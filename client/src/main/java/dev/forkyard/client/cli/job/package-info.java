/**
 * Jobs of any type on the command line: direct commands that run one and wait ({@link
 * dev.forkyard.client.cli.job.DirectAction}), and {@code forkyard jobs …} for those that live on
 * their own. Called by the command tree; what a type's words mean comes from its own package. Read
 * {@link dev.forkyard.client.cli.job.JobWords} first.
 */
@NullMarked
package dev.forkyard.client.cli.job;

import org.jspecify.annotations.NullMarked;
