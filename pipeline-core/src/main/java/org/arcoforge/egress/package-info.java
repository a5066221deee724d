/**
 * Which hosts and addresses may be reached, and the one HTTP client that dials only an address that
 * was checked. It must not know what is fetched, nor for whom.
 */
@NullMarked
package org.arcoforge.egress;

import org.jspecify.annotations.NullMarked;
