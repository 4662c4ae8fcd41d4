/**
 * Half-open ranges of unsigned 64-bit numbers and sets of them: the arithmetic by which work is cut
 * and accounted. Pure; used by job types, the scheduling core and the wire translation. Read {@link
 * dev.forkyard.common.range.UnsignedRange} first.
 */
@NullMarked
package dev.forkyard.common.range;

import org.jspecify.annotations.NullMarked;
