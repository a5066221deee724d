/**
 * Draws a quality report as PNG: maps with coastlines, histograms, curves and strips, with letters
 * of its own, so that neither fonts nor a window system are needed and the same report gives the
 * same picture. It must not know stores, recipes or where pictures go. What a picture says is
 * decided in {@code quality}; here is only how it looks.
 */
@NullMarked
package org.arcoforge.quality.draw;

import org.jspecify.annotations.NullMarked;
