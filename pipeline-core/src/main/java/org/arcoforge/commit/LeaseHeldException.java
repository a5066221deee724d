package org.arcoforge.commit;

import java.io.IOException;

/** Another run bakes the same recipe: wait, or stop it. */
public final class LeaseHeldException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a message that names the other run. */
  public LeaseHeldException(String message) {
    super(message);
  }
}
