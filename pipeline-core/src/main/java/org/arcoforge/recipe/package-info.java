/**
 * Recipes and feedstocks: what a data steward writes down, as immutable values, read from YAML or
 * built in Java. No I/O beyond reading the text, no pipeline; a recipe says what, never how.
 */
@NullMarked
package org.arcoforge.recipe;

import org.jspecify.annotations.NullMarked;
