/** Tests of real worker processes, each driven through the coordinator's end of the link. */
@NullMarked
package dev.forkyard.worker;

import org.jspecify.annotations.NullMarked;
