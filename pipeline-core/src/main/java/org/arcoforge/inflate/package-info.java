/**
 * Inflates whole zlib streams of a known length by native code, with the JDK as the judge: what is
 * not inflated here is inflated, or refused, by the JDK. It must not know what the bytes are.
 *
 * <ul>
 *   <li>{@link Inflation}: the fastest means of this process
 *   <li>{@link NativeInflater}: the contract of one
 *   <li>{@link Libdeflate}: by libdeflate, where it is installed and the JVM can call it
 *   <li>{@link Isal}: by ISA-L, which comes with a library for Java
 * </ul>
 */
@NullMarked
package org.arcoforge.inflate;

import org.jspecify.annotations.NullMarked;
