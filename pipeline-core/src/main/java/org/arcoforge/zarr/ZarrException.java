package org.arcoforge.zarr;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * This exception says that a store's metadata or an object is damaged or uses what is not
 * supported; the message names the object.
 */
public final class ZarrException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that names the object. */
  public ZarrException(String message) {
    super(message);
  }

  /** Makes an exception with a message that names the object, and the cause. */
  public ZarrException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Blame blame() {
    return Blame.STORE;
  }

  @Override
  public boolean mayPass() {
    return false;
  }
}
