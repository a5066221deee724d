/** Texts for people: cut to what a list or a line has room for, or as a shell reads them. */
@NullMarked
package org.arcoforge.text;

import org.jspecify.annotations.NullMarked;
