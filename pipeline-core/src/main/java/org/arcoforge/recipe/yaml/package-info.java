/**
 * Feedstocks as YAML: reading with line and column, checking everything at once, writing back.
 * Values are made here, and known by {@code recipe}; no code of a feedstock runs.
 */
@NullMarked
package org.arcoforge.recipe.yaml;

import org.jspecify.annotations.NullMarked;
