package org.arcoforge.store;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * This exception says that the store refuses to be read or written, by permissions or a read-only
 * file system; a retry does not help.
 */
public final class StoreAccessException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that names the object's URL. */
  public StoreAccessException(String message) {
    super(message);
  }

  /** Makes an exception with a message that names the object's URL, and the cause. */
  public StoreAccessException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Blame blame() {
    return Blame.ACCESS;
  }

  @Override
  public boolean mayPass() {
    return false;
  }
}
