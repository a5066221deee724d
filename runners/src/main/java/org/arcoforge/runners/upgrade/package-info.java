/**
 * Libraries in a class file format that the JVM's caches take: what the launcher does once after a
 * build, before a cache is made. It knows nothing of what the libraries are for.
 */
@NullMarked
package org.arcoforge.runners.upgrade;

import org.jspecify.annotations.NullMarked;
