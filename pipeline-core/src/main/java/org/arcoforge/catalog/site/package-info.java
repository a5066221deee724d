/**
 * What people and other tools read of a catalog beside its STAC documents, the page and the emits,
 * made anew together whenever these change.
 */
@NullMarked
package org.arcoforge.catalog.site;

import org.jspecify.annotations.NullMarked;
