/** Texts for people, cut to what a list or a line has room for. */
@NullMarked
package org.arcoforge.text;

import org.jspecify.annotations.NullMarked;
