/**
 * Whose fault an error is and whether trying again helps: the contract that the exceptions of all
 * packages keep, so that nobody has to know their classes to tell what to do; and the exceptions of
 * Java and its libraries in words for people. Knows no exit code and no other package.
 */
@NullMarked
package org.arcoforge.fault;

import org.jspecify.annotations.NullMarked;
