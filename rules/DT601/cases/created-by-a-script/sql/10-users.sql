-- CREATE USER report
CREATE DATABASE IF NOT EXISTS `shop`;
CREATE USER IF NOT EXISTS 'shop'@'%' IDENTIFIED BY 'for-the-shop';
GRANT ALL ON shop.* TO 'shop'@'%';
