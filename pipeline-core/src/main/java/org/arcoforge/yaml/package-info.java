/**
 * YAML texts with places: what stands at which line and column, tables of what may stand there, and
 * all problems at once. It must not know what the texts describe.
 */
@NullMarked
package org.arcoforge.yaml;

import org.jspecify.annotations.NullMarked;
