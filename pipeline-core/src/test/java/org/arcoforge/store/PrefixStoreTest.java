package org.arcoforge.store;

import java.io.IOException;

class PrefixStoreTest extends ObjectRaceContract {
  @Override
  ObjectStore newStore() throws IOException {
    ObjectStore whole = StoreContents.inMemory();
    // Neighbours that must not be seen.
    whole.create("some/prefiz", bytes("after"));
    whole.create("some/prefix-not/k", bytes("beside"));
    return whole.within("some/").within("prefix/");
  }
}
