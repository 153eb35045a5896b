"""主体和人员: enforcement bodies, their people, posts and certificates; sign-in."""
