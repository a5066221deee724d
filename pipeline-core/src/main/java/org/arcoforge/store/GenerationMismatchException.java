package org.arcoforge.store;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/** This exception says that the object changed since it was read: read it again and decide. */
public final class GenerationMismatchException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that names the object's URL. */
  public GenerationMismatchException(String message) {
    super(message);
  }

  /** Makes an exception with a message that names the object's URL, and the cause. */
  public GenerationMismatchException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Blame blame() {
    return Blame.CONFLICT;
  }

  @Override
  public boolean mayPass() {
    return true; // who reads it again sees what there is now
  }
}
