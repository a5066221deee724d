/**
 * Makes a published store whole again: objects that are damaged or missing are made of the sources,
 * documents of the run's plan, and only what has exactly the digest that the manifest tells is
 * written. Publishes nothing new.
 */
@NullMarked
package org.arcoforge.bake.repair;

import org.jspecify.annotations.NullMarked;
