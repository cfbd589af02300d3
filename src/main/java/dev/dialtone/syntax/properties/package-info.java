/** Property files as Java reads them: keys and values with places. */
@NullMarked
package dev.dialtone.syntax.properties;

import org.jspecify.annotations.NullMarked;
