/**
 * The product as its users meet it: real coordinator and worker processes, real kills, the scripts
 * and the README's own lines. Read {@link dev.forkyard.acceptance.RunningCluster} first.
 */
@NullMarked
package dev.forkyard.acceptance;

import org.jspecify.annotations.NullMarked;
