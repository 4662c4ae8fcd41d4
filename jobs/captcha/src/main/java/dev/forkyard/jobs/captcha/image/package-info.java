/**
 * What pictures are made of: outlines of characters, their distortion, filling with anti-aliasing
 * and a PNG writer; no java.desktop and no font of the system. The maker in the parent package puts
 * them together; nothing here knows an answer. Read {@link dev.forkyard.jobs.captcha.image.Glyphs},
 * then {@link dev.forkyard.jobs.captcha.image.Letter} and {@link
 * dev.forkyard.jobs.captcha.image.Raster}.
 */
@NullMarked
package dev.forkyard.jobs.captcha.image;

import org.jspecify.annotations.NullMarked;
