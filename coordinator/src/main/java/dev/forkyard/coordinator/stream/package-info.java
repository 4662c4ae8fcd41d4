/**
 * Streams of results: what workers return for a stage in order, given to one reader in that order
 * as it comes, and no faster than he takes it. Called by {@code gather}, which puts accepted
 * results in, and by {@code gateway}, whose calls read. Read {@link
 * dev.forkyard.coordinator.stream.ResultStream} first.
 *
 * <p><b>How a call streams.</b> Its job type plans one stage {@link
 * dev.forkyard.common.job.StagePlan#inOrder in order}, whose {@link
 * dev.forkyard.common.job.StagePlan#withLargestPart largest part} has a result of at most {@link
 * dev.forkyard.common.job.TaskResult#PAYLOAD_BYTES_MAX}. Its door calls {@code
 * gateway.StreamingCalls.start} with a {@code StreamingRequest}: the job type and input, the
 * stage's extent, how many bytes a window of results has at most, and {@code ResultChunks}, which
 * makes the call's messages of one result. The rest is done here and there: results are given in
 * order, the next is taken only when the call is ready, work stops when it is not, and the job ends
 * with the call and the call with the job.
 */
@NullMarked
package dev.forkyard.coordinator.stream;

import org.jspecify.annotations.NullMarked;
