package org.arcoforge.store;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/** This exception says that there is no object of that key. */
public final class ObjectNotFoundException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that names the object's URL. */
  public ObjectNotFoundException(String message) {
    super(message);
  }

  /** Makes an exception with a message that names the object's URL, and the cause. */
  public ObjectNotFoundException(String message, Throwable cause) {
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
