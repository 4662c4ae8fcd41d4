/**
 * {@code doctor}: looks at machine and installation and says what to do. Called by the command
 * tree; calls the operating system only. Read {@link dev.forkyard.client.cli.doctor.DoctorAction}
 * first.
 */
@NullMarked
package dev.forkyard.client.cli.doctor;

import org.jspecify.annotations.NullMarked;
