package org.arcoforge.secret;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * This exception says that a need has no binding, or that there is no value where the binding says.
 * Its message names places, never values.
 */
public final class SecretException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  SecretException(String message) {
    super(message);
  }

  /** Returns that rights are missing, which who bakes gives. */
  @Override
  public Blame blame() {
    return Blame.ACCESS;
  }

  @Override
  public boolean mayPass() {
    return false;
  }
}
