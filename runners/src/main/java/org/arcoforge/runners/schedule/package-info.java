/**
 * Files by which schedulers run a bake at the times of a feedstock: texts from values, the same
 * from the same. It must not know recipes, stores or how a bake works.
 */
@NullMarked
package org.arcoforge.runners.schedule;

import org.jspecify.annotations.NullMarked;
