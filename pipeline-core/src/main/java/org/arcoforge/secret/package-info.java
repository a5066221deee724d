/**
 * Secrets that a bakery binds to the needs that recipes name: where a value is, how it is sent, and
 * its value, which is looked up at first use, kept in memory only and hidden from every message. A
 * binding may travel to workers, a value never does. It must not know recipes, nor what is fetched.
 */
@NullMarked
package org.arcoforge.secret;

import org.jspecify.annotations.NullMarked;
