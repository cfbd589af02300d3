package dev.dialtone.link;

import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.model.Container.ImageOrigin;
import dev.dialtone.source.Text;

/**
 * The image that a service's containers run.
 *
 * @param origin where it comes from
 * @param reference the image that is pulled: the service's own, or the one it is built upon
 * @param knowledge what the catalogue knows of {@code reference}
 */
record ServiceImage(ImageOrigin origin, Text reference, ImageKnowledge knowledge) {}
