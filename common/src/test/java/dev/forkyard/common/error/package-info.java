/** Tests of error reasons and exceptions. */
@NullMarked
package dev.forkyard.common.error;

import org.jspecify.annotations.NullMarked;
