/**
 * The last step: metadata, the published mark, the catalog; what an append may do; and what may be
 * swept away. The only room that makes anything visible to readers.
 */
@NullMarked
package org.arcoforge.bake.publish;

import org.jspecify.annotations.NullMarked;
