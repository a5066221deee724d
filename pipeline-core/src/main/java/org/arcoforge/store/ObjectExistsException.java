package org.arcoforge.store;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * This exception says that another object with other bytes has the key: two writers disagree, which
 * is never overwritten.
 */
public final class ObjectExistsException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that names the object's URL. */
  public ObjectExistsException(String message) {
    super(message);
  }

  /** Makes an exception with a message that names the object's URL, and the cause. */
  public ObjectExistsException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Blame blame() {
    return Blame.CONFLICT;
  }

  @Override
  public boolean mayPass() {
    return false; // it will be there in every repetition
  }
}
