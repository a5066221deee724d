/**
 * What a URL names: the format of a file by its first bytes, a store, a server; and the files that
 * are open in this process, shared by its threads. Knows all formats, and no recipe.
 */
@NullMarked
package org.arcoforge.open;

import org.jspecify.annotations.NullMarked;
