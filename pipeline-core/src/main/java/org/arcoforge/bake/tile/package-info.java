/**
 * One tile, from start to receipt: reads its regions from views, assembles blocks, encodes objects
 * and creates them. Knows the plan; decides nothing that the plan has not decided.
 */
@NullMarked
package org.arcoforge.bake.tile;

import org.jspecify.annotations.NullMarked;
