create database "shop";
create table reports (id int);
