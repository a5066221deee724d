/**
 * Recipes of data sets whose files are too many or too regular for a feedstock's YAML, or that
 * several feedstocks share. Each is a value built from patterns, transforms and targets. Knows only
 * recipe, pattern and array; opens nothing, runs nothing.
 */
@NullMarked
package org.arcoforge.recipes;

import org.jspecify.annotations.NullMarked;
