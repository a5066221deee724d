/**
 * Waiting for a network, so that others work meanwhile and many requests are on their way at once.
 * Knows no protocol and no store.
 */
@NullMarked
package org.arcoforge.network;

import org.jspecify.annotations.NullMarked;
