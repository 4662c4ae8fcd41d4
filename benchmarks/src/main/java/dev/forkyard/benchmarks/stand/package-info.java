/**
 * What benchmarks and chaos share: a cluster of their own, what the kernel says of processes, and
 * figures with their spread. Read {@link dev.forkyard.benchmarks.stand.Cluster} first.
 */
@NullMarked
package dev.forkyard.benchmarks.stand;

import org.jspecify.annotations.NullMarked;
