/**
 * One file as lazy expressions: a file's variables as the transforms leave them, whose values are
 * read, region by region, only when somebody asks. Knows descriptions of formats, never a reader,
 * and no transform: it is what transforms are made of.
 */
@NullMarked
package org.arcoforge.view;

import org.jspecify.annotations.NullMarked;
