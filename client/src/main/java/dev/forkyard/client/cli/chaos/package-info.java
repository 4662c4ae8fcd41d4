/**
 * The words of {@code jobs submit chaos} and its answer. Called by {@code cli.job}. Read {@link
 * dev.forkyard.client.cli.chaos.ChaosWords}.
 */
@NullMarked
package dev.forkyard.client.cli.chaos;

import org.jspecify.annotations.NullMarked;
