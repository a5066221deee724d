/**
 * The transforms of a recipe, one class per family, and {@link
 * org.arcoforge.transform.FileTransformer}, which applies them to a file's description. Each makes
 * a view of a view; none reads more values than it has to look at. Knows nothing of other files:
 * how files combine is the plan's.
 */
@NullMarked
package org.arcoforge.transform;

import org.jspecify.annotations.NullMarked;
