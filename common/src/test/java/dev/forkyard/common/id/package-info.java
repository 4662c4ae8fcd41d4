/** Tests of the ids' forms. */
@NullMarked
package dev.forkyard.common.id;

import org.jspecify.annotations.NullMarked;
