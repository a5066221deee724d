package org.arcoforge.view;

import java.io.Serializable;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfConversion;

/** A value function makes each value of a block from the one in its place. Immutable. */
public interface ValueFunction extends Serializable {
  /**
   * Applies it.
   *
   * @param to a block of as many elements
   * @throws org.arcoforge.cf.CfConversion.ConversionException if there is no value to be made
   */
  void apply(Block from, Block to) throws CfConversion.ConversionException;

  /** Makes each value of a block from itself and the one in its place in another. */
  interface OfTwo extends Serializable {
    /**
     * Applies it.
     *
     * @param values changed in place
     * @param other as many elements
     * @throws org.arcoforge.cf.CfConversion.ConversionException if there is no value to be made
     */
    void apply(Block values, Block other) throws CfConversion.ConversionException;
  }
}
