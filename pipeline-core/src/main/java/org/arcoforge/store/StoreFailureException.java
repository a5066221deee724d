package org.arcoforge.store;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * This exception says that a store failed in a way that may pass: the disk was full, the network
 * away.
 */
public final class StoreFailureException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that names the object, what happened and what to do. */
  public StoreFailureException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Blame blame() {
    return Blame.STORE;
  }

  @Override
  public boolean mayPass() {
    return true;
  }
}
