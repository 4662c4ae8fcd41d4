/** Tests of ranges and interval sets against simple models. */
@NullMarked
package dev.forkyard.common.range;

import org.jspecify.annotations.NullMarked;
