/** XML as configuration files use it: elements, attributes and text with places. */
@NullMarked
package dev.dialtone.syntax.xml;

import org.jspecify.annotations.NullMarked;
