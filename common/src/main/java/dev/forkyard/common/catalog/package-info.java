/**
 * Which job types this process knows. Called by coordinator and worker at start. Read {@link
 * dev.forkyard.common.catalog.JobCatalog}.
 */
@NullMarked
package dev.forkyard.common.catalog;

import org.jspecify.annotations.NullMarked;
